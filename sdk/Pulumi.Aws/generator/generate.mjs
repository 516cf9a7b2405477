// Makes the C# classes of Pulumi.Aws from the declarations of the npm package @pulumi/aws.
// usage: node generate.mjs <resource-types.txt> <folder>
import fs from "node:fs";
import path from "node:path";
import { enumFile, functionFile, inputFile, packageFile, resourceFile } from "./classes.mjs";
import { readEnum, readFunction, readInput, readResource, version } from "./declarations.mjs";
import { namespaceOf } from "./names.mjs";
import { TypeMap } from "./types.mjs";

const [list, folder] = process.argv.slice(2);
const wanted = fs.readFileSync(list, "utf8").split("\n").map(line => line.trim()).filter(line => line && !line.startsWith("#"));

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const write = (name, text) => fs.writeFileSync(path.join(folder, `${name}.g.cs`), text);

const types = new TypeMap();
const functions = wanted.filter(line => !line.includes("/")).map(readFunction);
for (const found of functions) write(`${namespaceOf(found.module)}.${found.name}`, functionFile(types, found));
for (const line of wanted.filter(line => line.includes("/"))) {
  const resource = readResource(line);
  write(`${namespaceOf(resource.module)}.${resource.name}`, resourceFile(types, version, resource));
}

// Nested types name further ones; a Map is walked to its end while it grows.
for (const { module, type } of types.used.inputs.values())
  write(`${namespaceOf(module)}.Inputs.${type}Args`, inputFile(types, module, type, readInput(module, type)));
for (const { module, type } of types.used.enums.values()) write(`${namespaceOf(module)}.${type}`, enumFile(module, type, readEnum(module, type)));
write("Package", packageFile(version, functions[0].token));

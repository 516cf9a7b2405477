// Type-checks printed documents against the official packages.
// usage: node check.mjs <folder of sdk/Pulumi.Aws/generator> <document.yaml>…
// Prints a line for each error and ends with 1 when there is any.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { programOf } from "./program.mjs";

const [generator, ...documents] = process.argv.slice(2);
const ts = createRequire(`${generator}/`)("typescript");
const files = new Map(documents.map(file => [path.join(generator, `${path.basename(file)}.ts`), programOf(fs.readFileSync(file, "utf8"), generator)]));
const options = {
  strict: true, noEmit: true, skipLibCheck: true, types: [],
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, ignoreDeprecations: "5.0",
};
const host = ts.createCompilerHost(options);
const { fileExists, readFile } = host;
host.fileExists = file => files.has(file) || fileExists(file);
host.readFile = file => files.get(file) ?? readFile(file);
const getSourceFile = host.getSourceFile;
host.getSourceFile = (file, language, ...rest) => files.has(file) ? ts.createSourceFile(file, files.get(file), language, true) : getSourceFile(file, language, ...rest);

const program = ts.createProgram([...files.keys()], options, host);
const sources = [...files.keys()].map(file => program.getSourceFile(file));
const errors = [
  ...program.getOptionsDiagnostics(),
  ...sources.flatMap(source => [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]),
];
for (const error of errors) {
  const line = error.file ? error.file.getLineAndCharacterOfPosition(error.start).line : 0;
  const source = error.file ? error.file.text.split("\n")[line].slice(0, 80) : "";
  console.log(`${error.file ? path.basename(error.file.fileName, ".ts") : ""}: ${source}: ${ts.flattenDiagnosticMessageText(error.messageText, " ")}`);
}
process.exitCode = errors.length === 0 ? 0 : 1;

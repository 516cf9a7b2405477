// Reads the declarations of the npm package: syntax only, no type check.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";

const root = path.dirname(createRequire(import.meta.url).resolve("@pulumi/aws/package.json"));

export const version = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).version;

function parse(file) {
  return ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
}

function interfaceOf(source, name) {
  return source.statements.find(s => ts.isInterfaceDeclaration(s) && s.name.text === name);
}

/** The properties of an interface or class: name, type, whether it may be absent, whether it is deprecated. */
export function membersOf(declaration) {
  return declaration.members.filter(m => m.type && m.name).map(m => ({
    name: m.name.text ?? m.name.getText().replace(/"/g, ""),
    type: m.type,
    optional: Boolean(m.questionToken),
    deprecated: Boolean(ts.getJSDocDeprecatedTag(m)),
    isStatic: Boolean(m.modifiers?.some(x => x.kind === ts.SyntaxKind.StaticKeyword)),
  }));
}

/** A resource: its token, its class and what its constructor takes. `file` is e.g. `s3/bucket`. */
export function readResource(file) {
  const [module] = file.split("/");
  const code = fs.readFileSync(path.join(root, `${file}.js`), "utf8");
  const token = /__pulumiType = ['"]([^'"]+)['"]/.exec(code)?.[1];
  if (!token) throw new Error(`${file} of @pulumi/aws declares no resource`);
  const name = token.split(":")[2];
  const source = parse(path.join(root, `${file}.d.ts`));
  return {
    module, token, name,
    args: membersOf(interfaceOf(source, `${name}Args`)),
    state: membersOf(source.statements.find(s => ts.isClassDeclaration(s) && s.name.text === name)),
  };
}

/** A function without arguments that are needed: its token and its answer. `file` is e.g. `getRegion`. */
export function readFunction(file) {
  const code = fs.readFileSync(path.join(root, `${file}.js`), "utf8");
  const token = /runtime\.invoke\(['"]([^'"]+)['"]/.exec(code)?.[1];
  if (!token) throw new Error(`${file} of @pulumi/aws declares no function`);
  const name = pascalOf(token.split(":")[2]);
  return { module: "index", token, name, result: membersOf(interfaceOf(parse(path.join(root, `${file}.d.ts`)), `${name}Result`)) };
}

const pascalOf = name => name[0].toUpperCase() + name.slice(1);

let inputs;

/** The properties of a nested input type. */
export function readInput(module, name) {
  inputs ??= Object.fromEntries(parse(path.join(root, "types/input.d.ts")).statements.filter(ts.isModuleDeclaration).map(m => [m.name.text, m.body]));
  const found = inputs[module]?.statements.find(s => ts.isInterfaceDeclaration(s) && s.name.text === name);
  if (!found) throw new Error(`@pulumi/aws declares no input type ${module}.${name}`);
  return membersOf(found);
}

/** The values of an enumeration by name. */
export function readEnum(module, name) {
  for (const statement of parse(path.join(root, "types/enums", module, "index.d.ts")).statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const declaration = statement.declarationList.declarations.find(d => d.name.text === name);
    if (declaration) return declaration.type.members.map(m => [m.name.text, m.type.literal.text]);
  }
  throw new Error(`@pulumi/aws declares no enumeration ${module}.${name}`);
}

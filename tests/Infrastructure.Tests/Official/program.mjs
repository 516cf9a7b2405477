// Turns a printed Pulumi YAML document into a TypeScript program against the official packages.
import { createRequire } from "node:module";

/** The pieces of a text: `$$` is a dollar, `${path}` a reference. */
function pieces(text) {
  const found = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    if (text.startsWith("$$", at)) { plain += "$"; at += 2; continue; }
    if (!text.startsWith("${", at)) { plain += text[at++]; continue; }
    const end = text.indexOf("}", at);
    if (plain) found.push({ plain });
    plain = "";
    const [root, ...rest] = text.slice(at + 2, end).split(".");
    found.push({ reference: [identifier(root), ...rest].join(".") });
    at = end + 1;
  }
  if (plain || found.length === 0) found.push({ plain });
  return found;
}

const identifier = key => `r_${key.replace(/[^A-Za-z0-9_]/g, "_")}`;

function text(value) {
  const found = pieces(value);
  if (found.length === 1) return found[0].reference ?? JSON.stringify(found[0].plain);
  return "pulumi.interpolate`" + found.map(p => p.reference ? "${" + p.reference + "}" : p.plain.replace(/[`\\$]/g, "\\$&")).join("") + "`";
}

const functions = {
  "fn::toJSON": argument => `pulumi.jsonStringify(${expression(argument)})`,
  "fn::secret": argument => `pulumi.secret(${expression(argument)})`,
  "fn::fileAsset": argument => `new pulumi.asset.FileAsset(${expression(argument)})`,
};

function expression(value) {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return `[${value.map(expression).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0].startsWith("fn::")) return functions[keys[0]](value[keys[0]]);
  return `{ ${keys.map(key => `${JSON.stringify(pieces(key)[0].plain)}: ${expression(value[key])}`).join(", ")} }`;
}

/** The program's text. */
export function programOf(yaml, generator) {
  const document = createRequire(`${generator}/`)("js-yaml").load(yaml);
  const imports = new Map();
  const body = [];
  for (const [key, value] of Object.entries(document.variables ?? {})) {
    const call = value["fn::invoke"];
    const name = call.function.split(":")[2];
    imports.set(`${name}Output`, `import { ${name}Output } from "@pulumi/aws/${name}";`);
    body.push(`const ${identifier(key)} = ${name}Output({}, ${expression(call.options)});`);
  }
  for (const [key, resource] of Object.entries(document.resources)) {
    const [, module, type] = resource.type.split(":");
    const alias = `${module.replace("/", "_")}_${type}`;
    imports.set(alias, `import { ${type} as ${alias} } from "@pulumi/aws/${module}";`);
    const options = resource.options ? `, ${expression(resource.options)}` : "";
    body.push(`const ${identifier(key)} = new ${alias}(${JSON.stringify(resource.name ?? key)}, ${expression(resource.properties ?? {})}${options});`);
  }
  body.push(`export const outputs = ${expression(document.outputs ?? {})};`);
  return ['import * as pulumi from "@pulumi/pulumi";', ...imports.values(), ...body, ""].join("\n");
}

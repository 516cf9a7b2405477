// Runs a printed document with the official package, its engine replaced by mocks, and prints what each resource is given.
// usage: node mocks.mjs <folder of sdk/Pulumi.Aws/generator> <document.yaml>
import fs from "node:fs";
import { createRequire } from "node:module";
import { programOf } from "./program.mjs";

const [generator, document] = process.argv.slice(2);
const require = createRequire(`${generator}/`);
const ts = require("typescript");
const pulumi = require("@pulumi/pulumi");

const given = [];
const answers = {
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
  "aws:index/getPartition:getPartition": { partition: "aws" },
  "aws:index/getRegion:getRegion": { region: "eu-west-1" },
};
pulumi.runtime.setMocks({
  newResource({ type, name, inputs }) {
    given.push({ type, name, inputs });
    const id = type === "aws:s3/bucket:Bucket" ? inputs.bucket : inputs.bucket ?? inputs.name ?? `${name}-id`;
    return { id, state: { name: `${name}-name`, url: `https://mock/${name}`, ...inputs, arn: `arn:mock:${type}:${name}` } };
  },
  call: ({ token }) => answers[token],
}, "datalake", "dev", false);

const code = ts.transpileModule(programOf(fs.readFileSync(document, "utf8"), generator), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
const exported = {};
new Function("require", "exports", code.outputText)(require, exported);
const outputs = await pulumi.output(exported.outputs).promise();
await pulumi.runtime.disconnect();
process.stdout.write(JSON.stringify({ given, outputs }));

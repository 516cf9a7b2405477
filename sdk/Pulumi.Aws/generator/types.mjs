// TypeScript types as C# types.
import ts from "typescript";
import { isFraction, isText, namespaceOf } from "./names.mjs";

const { SyntaxKind } = ts;

const isReference = (node, name) => ts.isTypeReferenceNode(node) && node.typeName.getText() === name;

const alternatives = node => ts.isUnionTypeNode(node) ? node.types.filter(t => t.kind !== SyntaxKind.UndefinedKeyword) : [node];

/** Makes C# types and remembers in `used` which nested types and enumerations they name. */
export class TypeMap {
  used = { inputs: new Map(), enums: new Map() };

  /** The type of a property that is given. */
  input(node, owner) {
    if (!isReference(node, "pulumi.Input")) return this.#plain(node, owner, true);
    const inner = alternatives(node.typeArguments[0]);
    if (inner.length === 1 && ts.isArrayTypeNode(inner[0])) return `InputList<${this.#plain(inner[0].elementType, owner, true)}>`;
    if (inner.length === 1 && ts.isTypeLiteralNode(inner[0])) return `InputMap<${this.#plain(inner[0].members[0].type, owner, true)}>`;
    const type = this.#plain(node.typeArguments[0], owner, true);
    return type.startsWith("Union<") ? `Input${type}` : `Input<${type}>`;
  }

  /** The type of a property that a resource has; null for nested objects, which are left out. */
  output(node, owner) {
    return this.#plain(node, owner, false);
  }

  #plain(node, owner, given) {
    if (ts.isParenthesizedTypeNode(node)) return this.#plain(node.type, owner, given);
    const several = alternatives(node);
    if (several.length > 1) return this.#union(several, owner, given);
    node = several[0];
    if (isReference(node, "pulumi.Input")) return this.#plain(node.typeArguments[0], owner, given);
    switch (node.kind) {
      case SyntaxKind.StringKeyword: return "string";
      case SyntaxKind.BooleanKeyword: return "bool";
      case SyntaxKind.NumberKeyword: return isFraction(...owner) ? "double" : "int";
      case SyntaxKind.AnyKeyword: return "object";
    }
    if (ts.isArrayTypeNode(node)) return this.#generic("ImmutableArray", node.elementType, owner, given);
    if (ts.isTypeLiteralNode(node)) return this.#generic("ImmutableDictionary", node.members[0].type, owner, given);
    if (ts.isTypeReferenceNode(node)) return this.#reference(node.typeName.getText(), given);
    throw new Error(`${owner.join(".")}: no C# type for ${node.getText()}`);
  }

  #generic(name, element, owner, given) {
    const type = this.#plain(element, owner, given);
    return type && `${name}<${name === "ImmutableDictionary" ? "string, " : ""}${type}>`;
  }

  #union(several, owner, given) {
    const types = [...new Set(several.map(t => this.#plain(t, owner, given)))];
    if (types.length === 1) return types[0];
    if (!given) return types.includes("string") ? "string" : null;
    // An asset is also an archive to the C# package.
    if (types.includes("AssetOrArchive")) return "AssetOrArchive";
    if (types.length === 2) return `Union<${types.join(", ")}>`;
    throw new Error(`${owner.join(".")}: no C# type for a choice of ${types.join(", ")}`);
  }

  #reference(name, given) {
    const [kind, module, type] = name.split(".");
    if (name === "pulumi.asset.Archive") return "Archive";
    if (name === "pulumi.asset.Asset") return "AssetOrArchive";
    if (kind === "outputs") return null;
    if (kind === "inputs" && isText(type)) return "string";
    if (kind === "inputs") {
      this.used.inputs.set(`${module}.${type}`, { module, type });
      return `global::${namespaceOf(module)}.Inputs.${type}Args`;
    }
    if (kind === "enums") {
      if (!given) return "string";
      this.used.enums.set(`${module}.${type}`, { module, type });
      return `global::${namespaceOf(module)}.${type}`;
    }
    // A resource, where its ARN or name does as well.
    return "string";
  }
}

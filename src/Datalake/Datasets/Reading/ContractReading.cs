namespace Datalake.Datasets.Reading;

/// <summary>Reads the contract's top level; each part has a reader of its own, and what concerns several parts is checked last.</summary>
internal static class ContractReading
{
    /// <summary>The contract, or null; with null, and perhaps without, there are problems.</summary>
    public static DatasetContract? Read(ContractNode root)
    {
        if (root.AsObject(ContractProperties.OfContract) is not { } contract) return null;
        _ = contract.Optional(ContractProperties.Schema)?.AsString();
        var name = NameRules.ReadDataset(contract.Required(ContractProperties.Name));
        var database = NameRules.ReadDatabase(contract.Required(ContractProperties.Database));
        var raw = RawFormatReading.Read(contract.Required(ContractProperties.Raw));
        var columns = ColumnsReading.Read(contract.Required(ContractProperties.Columns));
        var identity = ColumnListReading.ReadIdentity(contract.Required(ContractProperties.Identity), columns);
        var changedAt = ColumnListReading.ReadChangedAt(contract.Required(ContractProperties.ChangedAt), columns);
        var structure = StructureReading.Read(contract.Optional(ContractProperties.Structure));
        var protect = ProtectReading.Read(contract.Optional(ContractProperties.Protect));

        if (columns is not null)
        {
            var entries = structure.Select(placed => placed.Rule).OfType<EntriesRule>();
            var scope = new RuleScope(new DeclaredFields(columns.Valid, entries), identity ?? [], changedAt ?? [], raw is { Stringified: true });
            StructureChecks.Check(structure, scope);
            ProtectChecks.Check(protect, scope);
        }

        if (name is null || database is null || raw is null || columns is null || identity is null || changedAt is null) return null;
        return new DatasetContract
        {
            Name = name,
            Database = database,
            Raw = raw,
            Identity = identity,
            ChangedAt = changedAt,
            Structure = structure.Select(placed => placed.Rule).ToArray(),
            Protect = protect.Select(placed => placed.Rule).ToArray(),
            Columns = columns.Valid,
        };
    }
}

namespace Pulumi;

/// <summary>Marks a class whose properties a provider gives.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute;

namespace Pulumi;

/// <summary>Marks a struct that stands for one of several texts, which <see cref="object.ToString"/> gives.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute;

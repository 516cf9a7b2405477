namespace Amazon.Athena.Model;

/// <summary>The engine that runs a query.</summary>
public partial class EngineVersion
{
    /// <summary>The one the workgroup asks for.</summary>
    public string SelectedEngineVersion { get; set; }

    /// <summary>The one it is.</summary>
    public string EffectiveEngineVersion { get; set; }
}

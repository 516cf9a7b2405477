namespace Datalake.Datasets;

/// <summary>A column type as Hive, Glue and Athena write it. <see cref="object.ToString"/> gives the canonical text; <see cref="Parse"/> reads it back.</summary>
public abstract partial record HiveType
{
    /// <summary>True for every type but array, map and struct.</summary>
    public virtual bool IsScalar => true;

    /// <summary>The canonical text, e.g. <c>array&lt;struct&lt;id:string,quantity:bigint&gt;&gt;</c>.</summary>
    public sealed override string ToString()
    {
        var text = new System.Text.StringBuilder();
        Write(text);
        return text.ToString();
    }

    /// <summary>Appends the canonical text.</summary>
    /// <param name="text">Receives it.</param>
    internal abstract void Write(System.Text.StringBuilder text);
}

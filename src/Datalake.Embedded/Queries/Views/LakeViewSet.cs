using Datalake.Datasets;

namespace Datalake.Embedded.Queries.Views;

/// <summary>The views of a lake, as their files declare them.</summary>
public sealed class LakeViewSet
{
    private LakeViewSet(DatasetCatalog catalog, IReadOnlyList<LakeView> views, IReadOnlyList<ViewProblem> problems)
    {
        Catalog = catalog;
        Views = views;
        Problems = problems;
    }

    /// <summary>The datasets over which the views are.</summary>
    public DatasetCatalog Catalog { get; }

    /// <summary>The views, ordered by database and name. Whether their queries work, only <see cref="ViewCheck"/> says.</summary>
    public IReadOnlyList<LakeView> Views { get; }

    /// <summary>The files that are no view, by their names, places and forms.</summary>
    public IReadOnlyList<ViewProblem> Problems { get; }

    /// <summary>A set without a view.</summary>
    /// <param name="catalog">The datasets.</param>
    public static LakeViewSet Empty(DatasetCatalog catalog) => new(catalog, [], []);

    /// <summary>Reads the files of views. A file that is wrong is a problem of the set and hinders no other.</summary>
    /// <param name="directory">The directory of datasets.</param>
    /// <param name="catalog">The datasets in it.</param>
    public static LakeViewSet Load(string directory, DatasetCatalog catalog)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(catalog);
        var files = new ViewFiles(directory, catalog).Read();
        return new LakeViewSet(catalog, files.Views, files.Problems);
    }

    /// <summary>The set with a view added, or put in the place of the one of its name.</summary>
    /// <param name="view">The view.</param>
    public LakeViewSet With(LakeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new LakeViewSet(
            Catalog,
            [.. Views.Where(other => other.Name != view.Name), view],
            [.. Problems.Where(problem => problem.Source != view.Source)]);
    }

    /// <summary>The view of a name.</summary>
    /// <param name="name">The name; case does not matter.</param>
    /// <returns>The view; null when there is none.</returns>
    public LakeView? Find(string name) => Views.FirstOrDefault(view => string.Equals(view.Name, name, StringComparison.OrdinalIgnoreCase));
}

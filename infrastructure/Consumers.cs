using Datalake.Infrastructure.Tables;
using Pulumi;
using Pulumi.Aws.Athena;
using Pulumi.Aws.Athena.Inputs;

namespace Datalake.Infrastructure;

/// <summary>What analysts work with: a workgroup that bounds what a query may read, and the datasets' queries.</summary>
internal static class Consumers
{
    /// <summary>Where results lie for a week.</summary>
    public const string ResultPrefix = "_athena/";

    // https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html
    private const int LongestDescription = 1024;

    /// <summary>Declares them.</summary>
    /// <param name="context">The stack.</param>
    /// <param name="lake">The lake's bucket.</param>
    /// <param name="encryption">How it is encrypted.</param>
    /// <param name="pipelines">The datasets.</param>
    public static Workgroup Create(LakeContext context, LakeBucket lake, Encryption encryption, IReadOnlyList<DatasetPipeline> pipelines)
    {
        var workgroup = new Workgroup("datalake", new WorkgroupArgs
        {
            Name = context.Plan.Names.Workgroup,
            Description = "Queries of the lake",
            ForceDestroy = true,
            Configuration = new WorkgroupConfigurationArgs
            {
                EnforceWorkgroupConfiguration = true,
                PublishCloudwatchMetricsEnabled = true,
                BytesScannedCutoffPerQuery = context.Plan.Settings.Tables.ScanLimitBytes is { } limit ? (Input<int>)limit : null,
                EngineVersion = new WorkgroupConfigurationEngineVersionArgs { SelectedEngineVersion = "Athena engine version 3" },
                ResultConfiguration = new WorkgroupConfigurationResultConfigurationArgs
                {
                    OutputLocation = Output.Format($"s3://{lake.Name}/{ResultPrefix}"),
                    EncryptionConfiguration = new WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs
                    {
                        EncryptionOption = encryption.KeyArn is null ? "SSE_S3" : "SSE_KMS",
                        KmsKeyArn = encryption.KeyArn is { } key ? (Input<string>)key : null,
                    },
                },
            },
        });
        Queries(context, workgroup, pipelines);
        return workgroup;
    }

    private static void Queries(LakeContext context, Workgroup workgroup, IReadOnlyList<DatasetPipeline> pipelines)
    {
        var names = context.Plan.Names;
        foreach (var pipeline in pipelines)
        {
            var view = StoredView.Current(pipeline.Dataset, names.Database(pipeline.Dataset));
            Query(pipeline, pipeline.Dataset.Name, view.Name, "Makes the view of the latest versions again", $"CREATE OR REPLACE VIEW {view.Name} AS\n{view.Sql}");
        }

        foreach (var view in context.Plan.Views)
        {
            var home = pipelines.First(pipeline =>
                view.Dataset is null ? pipeline.Dataset.Database == view.Database : pipeline.Dataset.Name == view.Dataset);
            Query(home, view.Dataset ?? view.Database, view.Name, view.Description, view.SqlIn(names.Database));
        }

        void Query(DatasetPipeline pipeline, string group, string name, string description, string sql) => _ = new NamedQuery($"{group}-{name}", new NamedQueryArgs
        {
            Name = $"{group}: {name}",
            Description = description.Length > LongestDescription ? description[..LongestDescription] : description,
            Database = pipeline.Consumable.DatabaseName,
            Workgroup = workgroup.Id,
            Query = sql,
        });
    }
}

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
        foreach (var pipeline in pipelines) Queries(context, workgroup, pipeline);
        return workgroup;
    }

    private static void Queries(LakeContext context, Workgroup workgroup, DatasetPipeline pipeline)
    {
        var dataset = pipeline.Dataset;
        var view = new CurrentView(dataset, context.Plan.Names.Database(dataset));
        Query(view.Name, "Makes the view of the latest versions again", $"CREATE OR REPLACE VIEW {view.Name} AS\n{view.Sql}");
        foreach (var query in context.Plan.Queries[dataset.Name]) Query(query.Name, query.Description, query.Sql);

        void Query(string name, string description, string sql) => _ = new NamedQuery($"{dataset.Name}-{name}", new NamedQueryArgs
        {
            Name = $"{dataset.Name}: {name}",
            Description = description,
            Database = pipeline.Consumable.DatabaseName,
            Workgroup = workgroup.Id,
            Query = sql,
        });
    }
}

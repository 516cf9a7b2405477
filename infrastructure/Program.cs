using Datalake.Infrastructure;
using Datalake.Infrastructure.Plan;
using Datalake.Infrastructure.Settings;
using Pulumi;

return await Deployment.RunAsync(() =>
{
    var config = new Config();
    var run = Deployment.Instance;
    var plan = LakePlan.Create(
        Directory.GetCurrentDirectory(), run.StackName, config.Get, GivenSettings.Names(run.ProjectName), new Config("aws").Get("region"));
    return LakeStack.Declare(plan);
});

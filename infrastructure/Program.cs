using Datalake.Infrastructure;
using Datalake.Infrastructure.Plan;
using Datalake.Infrastructure.Settings;
using Pulumi;

return await Deployment.RunAsync(() =>
{
    var config = new Config();
    var plan = LakePlan.Create(Directory.GetCurrentDirectory(), Deployment.Instance.StackName, config.Get, GivenSettings.Names(Deployment.Instance.ProjectName));
    return LakeStack.Declare(plan);
});

using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using CdkIamMfa;
using Constructs;

namespace Account.Tests
{
    /// <summary>What every team of this company gets: a class of its own that extends one of the library.</summary>
    public class TeamGroup : ConsoleMfaEnforcedGroup
    {
        public TeamGroup(Construct scope, string id, string[] actions = null) : base(scope, id, new ConsoleMfaEnforcedGroupProps
        {
            AllowActions = actions,
            MaxMfaAge = Duration.Hours(12),
        })
        {
            AddManagedPolicy(ManagedPolicy.FromAwsManagedPolicyName("ReadOnlyAccess"));
        }
    }
}

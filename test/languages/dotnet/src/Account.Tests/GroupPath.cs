using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.JSII.Runtime.Deputy;
using Constructs;

namespace Account.Tests
{
    /// <summary>An aspect in C#: every group of the app lies under one path.</summary>
    public class GroupPath : DeputyBase, IAspect
    {
        public void Visit(IConstruct node)
        {
            if (node is CfnGroup group)
            {
                group.Path = "/teams/";
            }
        }
    }
}

using System;
using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.Assertions;
using Amazon.CDK.AWS.IAM;
using Xunit;

namespace Account.Tests
{
    public class TeamGroupTests
    {
        [Fact]
        public void SubclassHasThePoliciesOfTheLibrary()
        {
            var stack = new Stack(new App(), "Teams");
            new TeamGroup(stack, "Developers");

            var template = Template.FromStack(stack);
            template.ResourceCountIs("AWS::IAM::Group", 1);
            template.ResourceCountIs("AWS::IAM::ManagedPolicy", 2);
            template.HasResourceProperties("AWS::IAM::ManagedPolicy", new Dictionary<string, object>
            {
                { "Path", "/cdk-iam-mfa/" },
                { "PolicyDocument", Match.ObjectLike(new Dictionary<string, object>
                {
                    { "Statement", Match.ArrayWith(new object[]
                    {
                        Match.ObjectLike(new Dictionary<string, object> { { "Effect", "Deny" }, { "Resource", "*" } }),
                    }) },
                }) },
            });
        }

        [Fact]
        public void SubclassHasTheMembersOfItsBase()
        {
            var stack = new Stack(new App(), "Teams");
            var developers = new TeamGroup(stack, "Developers");
            developers.AddUser(new User(stack, "Alice"));

            Assert.NotNull(developers.RequireMfaPolicy.ManagedPolicyArn);
            Template.FromStack(stack).ResourceCountIs("AWS::IAM::User", 1);
        }

        [Fact]
        public void AspectVisitsTheGroup()
        {
            var stack = new Stack(new App(), "Teams");
            new TeamGroup(stack, "Developers");
            Aspects.Of(stack).Add(new GroupPath());

            Template.FromStack(stack).HasResourceProperties("AWS::IAM::Group", new Dictionary<string, object> { { "Path", "/teams/" } });
        }

        [Fact]
        public void SubclassIsRefusedABadAction()
        {
            var stack = new Stack(new App(), "Teams");
            var refusal = Assert.ThrowsAny<Exception>(() => new TeamGroup(stack, "Developers", new[] { "iam:CreateUser" }));
            Assert.Contains("allowActions[0] got \"iam:CreateUser\"", refusal.Message);
        }
    }
}

using Amazon.CDK;
using CdkIamMfa;

namespace Account
{
    sealed class Program
    {
        public static void Main(string[] args)
        {
            var app = new App();
            var env = new Amazon.CDK.Environment { Account = "111111111111", Region = "us-east-1" };

            var identity = new IdentityStack(app, "Identity", new StackProps { Env = env });
            var monitoring = new MonitoringStack(app, "Monitoring", new MonitoringStackProps
            {
                Env = env,
                EnforcedGroups = new[] { identity.Developers },
            });

            // A user with a password and no enforcement is not deployed.
            Aspects.Of(identity).Add(new MfaCoverageCheck(new MfaCoverageCheckProps { Severity = MfaCoverageSeverity.ERROR }));
            Aspects.Of(monitoring).Add(new MfaCoverageCheck(new MfaCoverageCheckProps { Severity = MfaCoverageSeverity.WARNING }));

            app.Synth();
        }
    }
}

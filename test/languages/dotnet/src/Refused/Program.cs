using Amazon.CDK;
using CdkIamMfa;

namespace Refused
{
    sealed class Program
    {
        public static void Main(string[] args)
        {
            // What the library refuses: an action that would let a session without MFA make an administrator.
            var stack = new Stack(new App(), "Refused");
            new ConsoleMfaEnforcedGroup(stack, "Developers", new ConsoleMfaEnforcedGroupProps { AllowActions = new[] { "iam:CreateUser" } });
        }
    }
}

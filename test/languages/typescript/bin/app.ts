import { App, Aspects } from 'aws-cdk-lib';
import { MfaCoverageCheck, MfaCoverageSeverity } from 'cdk-iam-mfa';
import { IdentityStack } from '../lib/identity-stack';
import { MonitoringStack } from '../lib/monitoring-stack';

const app = new App();
const env = { account: '111111111111', region: 'us-east-1' };

const identity = new IdentityStack(app, 'Identity', { env });
const monitoring = new MonitoringStack(app, 'Monitoring', { env, enforcedGroups: [identity.developers] });

// A user with a password and no enforcement is not deployed.
Aspects.of(identity).add(new MfaCoverageCheck({ severity: MfaCoverageSeverity.ERROR }));
Aspects.of(monitoring).add(new MfaCoverageCheck({ severity: MfaCoverageSeverity.WARNING }));

app.synth();

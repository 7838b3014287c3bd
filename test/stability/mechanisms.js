/** The app of the project: `node mechanisms.js FILE` writes what each mechanism of CDK makes of our constructs, or how synth fails. */
const { mkdtempSync, rmSync, writeFileSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');
const { CfnManagedPolicyPropsMixin } = require('@aws-cdk/cfn-property-mixins/aws-iam');
const {
  Annotations, App, Aspects, DefaultStackSynthesizer, Mixins, PropertyInjectors, PropertyMergeStrategy, Stack, Validations, aws_iam: iam, aws_kms: kms, aws_logs: logs,
} = require('aws-cdk-lib');
const { ConsoleMfaEnforcedGroup, ForceMfaGroup, MfaMonitoring } = require('cdk-iam-mfa');

const DOCUMENT = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }] };

const inject = (stack, type, injected) => PropertyInjectors.of(stack).add({ constructUniqueId: type.PROPERTY_INJECTION_ID, inject: injected });
const mixin = (stack, props, options) => Mixins.of(stack).apply(new CfnManagedPolicyPropsMixin(props, options));
const group = (stack) => new ConsoleMfaEnforcedGroup(stack, 'Group');
const enforcement = (construct) => construct.requireMfaPolicy.node.defaultChild;
const warned = (stack) => new ConsoleMfaEnforcedGroup(stack, 'Group', { allowActions: ['ec2:RebootInstances'] });
const WARNING = 'cdk-iam-mfa:allow-actions-not-read-only';

const MECHANISMS = {
  'an injector of the path': (stack) => {
    inject(stack, iam.ManagedPolicy, (props) => ({ ...props, path: '/corp/' }));
    group(stack);
  },
  'an injector of the path, with a ForceMfaGroup': (stack) => {
    inject(stack, iam.ManagedPolicy, (props) => ({ ...props, path: '/corp/' }));
    new ForceMfaGroup(stack, 'Group');
  },
  'an injector of the path, with a monitoring': (stack) => {
    inject(stack, iam.ManagedPolicy, (props) => ({ ...props, path: '/corp/' }));
    group(stack);
    new MfaMonitoring(stack, 'Monitoring');
  },
  'a mixin of the path': (stack) => { group(stack); mixin(stack, { path: '/corp/' }); },
  'a mixin of the path, on the policy itself': (stack) => group(stack).requireMfaPolicy.with(new CfnManagedPolicyPropsMixin({ path: '/corp/' })),
  'an override of the path': (stack) => enforcement(group(stack)).addPropertyOverride('Path', '/corp/'),
  'an assignment of the path': (stack) => { enforcement(group(stack)).path = '/corp/'; },
  'an aspect on the path': (stack) => {
    group(stack);
    Aspects.of(stack).add({ visit: (node) => { if (iam.CfnManagedPolicy.isCfnManagedPolicy(node)) { node.path = '/corp/'; } } });
  },
  'a mixin of the groups': (stack) => { group(stack); mixin(stack, { groups: ['others'] }); },
  'a mixin of a document': (stack) => { group(stack); mixin(stack, { policyDocument: DOCUMENT }); },
  'a mixin of an empty document': (stack) => { group(stack); mixin(stack, { policyDocument: {} }); },
  'a mixin that replaces the document': (stack) => enforcement(group(stack)).with(
    new CfnManagedPolicyPropsMixin({ policyDocument: DOCUMENT }, { strategy: PropertyMergeStrategy.override() })),
  'a mixin that empties the document': (stack) => { group(stack); mixin(stack, { policyDocument: {} }, { strategy: PropertyMergeStrategy.override() }); },
  'an injector of the group, as the guide writes it': (stack) => {
    inject(stack, iam.Group, (props) => ({ groupName: 'developers', path: '/corp/', ...props }));
    group(stack);
  },
  'an injector of the log, as the guide writes it': (stack) => {
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:111111111111:key/k');
    inject(stack, logs.LogGroup, (props) => ({ encryptionKey, ...props }));
    new ForceMfaGroup(stack, 'Group');
  },
  'no acknowledgment': (stack) => { warned(stack); },
  'Annotations with the id': (stack) => Annotations.of(warned(stack)).acknowledgeWarning(WARNING, 'a reason'),
  'Annotations with the id that the CLI prints': (stack) => Annotations.of(warned(stack)).acknowledgeWarning(`Annotation::${WARNING}`, 'a reason'),
  'Validations with the id': (stack) => Validations.of(warned(stack)).acknowledge({ id: WARNING, reason: 'a reason' }),
  'Validations with the id that the CLI prints': (stack) => Validations.of(warned(stack)).acknowledge({ id: `Annotation::${WARNING}`, reason: 'a reason' }),
  'customized roles': (stack) => { iam.Role.customizeRoles(stack); group(stack); },
  'customized roles, with synthesis': (stack) => { iam.Role.customizeRoles(stack, { preventSynthesis: false }); new ForceMfaGroup(stack, 'Group'); },
};

function synthesized(build) {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-mechanisms-'));
  try {
    const app = new App({ analyticsReporting: false, outdir, treeMetadata: false });
    const stack = new Stack(app, 'Stack', {
      env: { account: '111111111111', region: 'us-east-1' }, synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
    });
    build(stack);
    const { template, messages } = app.synth().getStackArtifact(stack.artifactId);
    return { template, warnings: messages.flatMap(({ entry }) => /\[ack: (cdk-iam-mfa:.*)\]/.exec(entry.data)?.[1] ?? []) };
  } catch ({ message }) {
    return { error: message };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

writeFileSync(process.argv[2], JSON.stringify(Object.fromEntries(Object.entries(MECHANISMS).map(([name, build]) => [name, synthesized(build)]))));

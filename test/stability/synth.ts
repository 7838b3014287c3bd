/** Synthesizes a case. It runs in the dev tree and, copied there, in a user's project; so it imports only what a user has. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';

export interface Synthesized {
  readonly template: object;
  /** What CDK's own validation found; undefined where CDK has none. */
  readonly findings?: string[];
}

export function recommendedFlags(): Record<string, unknown> {
  return JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'));
}

export function synthesize(build: (stack: Stack) => unknown, context: Record<string, unknown>): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-synth-'));
  try {
    // Without the analytics resource, which holds the CDK version, and the rule on the bootstrap version: both are CDK's and not ours.
    const app = new App({ analyticsReporting: false, context, outdir });
    const stack = new Stack(app, 'Stack', { synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) });
    build(stack);
    const { template } = app.synth().getStackArtifact(stack.artifactId);
    return { template, findings: findingsIn(outdir) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/**
 * CDK validates what it synthesized by itself (`CloudFormationValidatePlugin`, on by default in the newest releases). It checks
 * each resource against the schema of its type (properties, types, required ones, patterns), and intrinsic functions and references. It
 * checks identity and trust policies statement by statement (Sid, Effect, the form of ARNs, condition operators). A report without violations leaves the
 * plugin out, so the tests also let it find something.
 */
function findingsIn(outdir: string): string[] | undefined {
  const file = join(outdir, 'validation-report.json');
  if (!existsSync(file)) {
    return undefined;
  }
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as { pluginReports: PluginReport[] };
  return pluginReports
    .filter(({ pluginName }) => pluginName === 'CloudFormation Validate') // not the annotations, which are our own warnings
    .flatMap(({ violations }) => violations.map(({ ruleName, description }) => `${ruleName} ${description}`));
}

interface PluginReport {
  readonly pluginName: string;
  readonly violations: { readonly ruleName: string; readonly description: string }[];
}

import { Component, github, type awscdk } from 'projen';
import { DOTNET, GO, JAVA, NODE, PYTHON, RUNNER } from './tools';

/** The lanes of `.ci/run`: a job each. */
const LANES = ['clones', 'tree', 'waiting'];

/** Where the workflow of the release finds this one. */
export const PROOF_FILE = './.github/workflows/proof.yml';

/** The whole proof, `.ci/run`, on each pull request, on main, and as a part of each release. */
export class ProofWorkflow extends Component {
  public constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const workflow = new github.GithubWorkflow(project.github!, 'proof', {
      limitConcurrency: true,
      // A new push ends the run of the last one on its pull request. Every other run is alone in its group, a release's too.
      concurrencyOptions: { group: 'proof-${{ github.event.pull_request.number || github.run_id }}', cancelInProgress: true },
    });
    workflow.on({
      pullRequest: {},
      // For the badge. A release does not read this run, but has one of its own.
      push: { branches: ['main'] },
      workflowCall: {},
      workflowDispatch: {},
    });
    workflow.addJob('proof', {
      name: 'proof-${{ matrix.lane }}',
      runsOn: RUNNER,
      permissions: { contents: github.workflows.JobPermission.READ },
      timeoutMinutes: 90,
      strategy: { failFast: false, matrix: { domain: { lane: LANES } } },
      tools: { node: NODE, java: JAVA, python: PYTHON, go: GO, dotnet: DOTNET },
      // The runner has Chrome and Maven. Its Chromium is of no use, because Ubuntu gives only Chrome the right to a sandbox.
      env: { CHROMIUM_PATH: '/usr/bin/google-chrome' },
      steps: [
        github.WorkflowSteps.checkout(),
        { name: 'Say what the runner brings', run: 'mvn --version && "$CHROMIUM_PATH" --version' },
        { name: 'Run the lane', env: { LANE: '${{ matrix.lane }}' }, run: 'bash .ci/run "$LANE"' },
      ],
    });
    project.autoMerge!.addConditions(...LANES.map((lane) => `status-success=proof-${lane}`));
  }
}

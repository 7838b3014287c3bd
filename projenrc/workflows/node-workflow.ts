import { Component, github, type awscdk } from 'projen';
import { NODE, RUNNER } from './tools';
import { NODE_VERSIONS } from '../node-versions';

/** Each version of Node.js that a contributor may have. */
export class NodeWorkflow extends Component {
  public constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    const workflow = project.github!.addWorkflow('node');
    workflow.on({ pullRequest: {}, workflowDispatch: {} });
    workflow.addJob('node', {
      name: 'node-${{ matrix.node }}',
      runsOn: RUNNER,
      permissions: { contents: github.workflows.JobPermission.READ },
      strategy: { failFast: false, matrix: { domain: { node: NODE_VERSIONS } } },
      tools: { node: NODE },
      steps: [
        github.WorkflowSteps.checkout(),
        { name: 'Install dependencies', run: 'npm ci' },
        { name: 'Try this version', run: 'npm run test:node -- ${{ matrix.node }}' },
      ],
    });
    project.autoMerge!.addConditions(...NODE_VERSIONS.map((version) => `status-success=node-${version}`));
  }
}

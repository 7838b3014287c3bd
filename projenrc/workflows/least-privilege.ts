import { Component, JsonPatch, type github } from 'projen';

type Job = github.workflows.Job | github.workflows.JobCallingReusableWorkflow;
type Step = github.workflows.JobStep;

/**
 * A workflow may do nothing, and each job names what it may. No checkout leaves its token in the clone, where every script of a dependency
 * could read it: no job pushes by the token of its checkout.
 */
export class LeastPrivilege extends Component {
  public constructor(private readonly gitHub: github.GitHub) {
    super(gitHub.project);
  }

  /** After the jobs of the release are there, which projen adds in the same phase of an earlier component. */
  public override preSynthesize(): void {
    for (const workflow of this.gitHub.workflows) {
      workflow.file!.patch(JsonPatch.add('/permissions', {}));
      for (const [id, job] of Object.entries(workflow.jobs)) {
        workflow.updateJob(id, withoutCredentials(job));
      }
    }
  }
}

function withoutCredentials(job: Job): Job {
  if (!('steps' in job)) {
    return job;
  }
  const { steps } = job;
  // projen renders some steps late, by a function.
  const late = () => (typeof steps === 'function' ? (steps as () => Step[])() : steps).map(leavingNoToken);
  return { ...job, steps: late as unknown as Step[] };
}

function leavingNoToken(step: Step): Step {
  return step.uses?.startsWith('actions/checkout@') ? { ...step, with: { ...step.with, 'persist-credentials': false } } : step;
}

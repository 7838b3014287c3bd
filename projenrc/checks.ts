import { Component, type TaskStep, type typescript } from 'projen';

/** The bundles, the compiler and the linter come first, side by side, because each uses one core. */
export class Checks extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    const { steps } = project.testTask;
    const isCheck = ({ execArgs, spawn }: TaskStep) => execArgs?.[0] === 'tsc' || spawn === 'eslint';
    // From the end, because each removal moves those after it.
    const checks = [...steps.keys()].filter((index) => isCheck(steps[index])).reverse();
    checks.forEach((index) => project.testTask.removeStep(index));
    project.testTask.insertStep(0, { exec: 'concurrently --group --names bundle,types,lint "projen bundle" "tsc --noEmit -p tsconfig.dev.json" "projen eslint"' });
  }
}

import { Component, type TaskStep, type javascript } from 'projen';
import { TSX } from './shared-steps';

/** One script for several tasks: `npm run NAME -- CHOICE` runs the task `NAME:CHOICE`, which has no script of its own. */
export class ScriptWithChoices extends Component {
  public constructor(private readonly nodeProject: javascript.NodeProject, private readonly name: string, description: string) {
    super(nodeProject);
    nodeProject.addTask(name, { description, exec: `${TSX} projenrc/choose-task.ts ${name} "$@"`, receiveArgs: true });
  }

  public add(choice: string, description: string, steps: TaskStep[]): void {
    const task = this.nodeProject.addTask(`${this.name}:${choice}`, { description, steps });
    this.nodeProject.removeScript(task.name);
  }
}

import { Component, type Project } from 'projen';

/** What numbers a release by its commits. Exactly, because no lock file holds it. */
export const RELEASE_TOOL = 'commit-and-tag-version@13.2.1';

/**
 * Takes the tool out of what development installs: only a release runs it, and projen starts it by npx, which brings it then. It asks for
 * Node.js 22, so each `npm ci` on Node.js 20 would print a warning for it and for 16 packages of its own.
 */
export class ReleaseTool extends Component {
  public constructor(project: Project) {
    super(project);
    project.deps.removeDependency(RELEASE_TOOL.split('@')[0]);
    // Otherwise npx asks whether it may install, where projen shows no question.
    project.tasks.tryFind('bump')!.env('npm_config_yes', 'true');
  }
}

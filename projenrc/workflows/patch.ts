import { JsonPatch, type Project, TestFailureBehavior } from 'projen';

/** Another value than expected fails the synthesis: a patch that is silently skipped would publish what nobody tried. */
export function patchWorkflow(project: Project, file: string, path: string, from: string, to: unknown): void {
  project.tryFindObjectFile(`.github/workflows/${file}`)!.patch(
    JsonPatch.test(path, from, TestFailureBehavior.FAIL_SYNTHESIS), JsonPatch.replace(path, to),
  );
}

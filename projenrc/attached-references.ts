import { Component, JsonPatch, type Project, TestFailureBehavior } from 'projen';

const STEP = '/jobs/release_github/steps/3';
const COMMAND = [
  'tag=$(cat "$RELEASE_TAG_FILE") &&',
  'gh release view "$tag" -R "$GITHUB_REPOSITORY" 2>/dev/null ||',
  'gh release create "$tag" -R "$GITHUB_REPOSITORY" -F "$CHANGELOG_FILE" -t "$tag" --target "$GITHUB_SHA"',
].join('\n');

/** Attaches the references of the other languages to the release on GitHub. `docgen` writes them into `dist`, which the jobs of a release share. */
export class AttachedReferences extends Component {
  public constructor(project: Project) {
    super(project);
    project.tryFindObjectFile('.github/workflows/release.yml')!.patch(
      // Another command than expected fails the synthesis.
      JsonPatch.test(`${STEP}/run`, COMMAND, TestFailureBehavior.FAIL_SYNTHESIS),
      JsonPatch.replace(`${STEP}/run`, `${COMMAND} dist/api/*.md`),
    );
  }
}

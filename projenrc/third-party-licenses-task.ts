import { Component, type awscdk } from 'projen';
import { FUNCTION_METAFILE } from './bundled-packages';

/** Writes the licenses of what is bundled whenever it is bundled. In git, so that a review sees what is new in the package. */
export class ThirdPartyLicenses extends Component {
  public constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    // projen's own option writes the metafile into the folder that users deploy.
    const bundleFunction = project.tasks.tryFind('bundle:membership-function/membership.lambda')!;
    bundleFunction.updateStep(0, { execArgs: [...bundleFunction.steps[0].execArgs!, `--metafile=${FUNCTION_METAFILE}`] });
    project.gitattributes.addAttributes('/THIRD-PARTY-LICENSES.txt', 'linguist-generated');
  }
}

import { Component, type awscdk } from 'projen';
import { patchWorkflow } from './patch';
import { DOTNET } from './tools';

/** The workflow `build` of projen, with the .NET SDK of the other workflows. */
export class BuildWorkflow extends Component {
  public constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    patchWorkflow(project, 'build.yml', '/jobs/package-dotnet/steps/1/with/dotnet-version', '6.x', DOTNET.version);
  }
}

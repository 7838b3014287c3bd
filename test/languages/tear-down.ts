import { removeProject } from './consumer';
import { typescriptApp } from './reference';

export default function tearDown(): void {
  removeProject(typescriptApp());
}

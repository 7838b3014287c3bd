import { installedClone, removeClone } from './installed';

export default function tearDown(): void {
  removeClone(installedClone());
}

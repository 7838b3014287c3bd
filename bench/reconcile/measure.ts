/** Measures one case in a process of its own, and prints the measurement as JSON: `measure.ts <case as JSON>`. */
import './virtual-clock';
import { measure } from './measurement';

measure(JSON.parse(process.argv[2])).then(
  (measurement) => process.stdout.write(JSON.stringify(measurement)),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);

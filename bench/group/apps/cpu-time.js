// Prints at the end how many milliseconds of CPU time the whole process took, its start included.
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  console.log((user + system) / 1000);
});

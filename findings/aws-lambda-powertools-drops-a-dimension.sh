#!/usr/bin/env bash
# @aws-lambda-powertools/metrics 2.36.0 (npm): the 101st value of a metric has no dimension that `addDimension` added. No warning tells.
#
# CloudWatch takes 100 values of a metric in a line of its embedded metric format. So the library prints a line by itself, and starts a new one.
# By its manual, a dimension belongs to all metrics after it, until the program calls `publishStoredMetrics()`. One would guess that a line that
# the library prints by itself keeps it. But the library calls that method too. To CloudWatch, a metric with other dimensions is another metric.
# So an alarm on the sign-ins without MFA of one account misses all after the hundredth of a batch.
#
# aws-lambda-powertools 3.37.0 (PyPI), the same tool for Python, keeps the dimension. So does `setDefaultDimensions` of the npm package, which a
# function that counts many events should use.
#
# Seen on 2026-11-30 with Node.js 20.20.2 and Python 3.11.7:
#   TypeScript, addDimension: 100 values by account, service
#   TypeScript, addDimension: 1 value by service
#   TypeScript, setDefaultDimensions: 100 values by account, service
#   TypeScript, setDefaultDimensions: 1 value by account, service
#   Python, add_dimension: 100 values by account, service
#   Python, add_dimension: 1 value by account, service
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund @aws-lambda-powertools/metrics@2.36.0 >> npm.log 2>&1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check aws-lambda-powertools==3.37.0

cat > count.js <<'END'
const { Metrics, MetricUnit } = require('@aws-lambda-powertools/metrics');

const metrics = new Metrics({ namespace: 'Mfa', serviceName: 'sign-ins' });
if (process.argv[2] === 'addDimension') {
  metrics.addDimension('account', '111122223333');
} else {
  metrics.setDefaultDimensions({ account: '111122223333' });
}
for (let times = 0; times < 101; times++) {
  metrics.addMetric('WithoutMfa', MetricUnit.Count, 1);
}
metrics.publishStoredMetrics();
END
cat > count.py <<'END'
from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

metrics = Metrics(namespace="Mfa", service="sign-ins")
metrics.add_dimension(name="account", value="111122223333")
for _ in range(101):
    metrics.add_metric(name="WithoutMfa", unit=MetricUnit.Count, value=1)
metrics.flush_metrics()
END
cat > read.js <<'END'
const [name] = process.argv.slice(2);
for (const line of require('node:fs').readFileSync(0, 'utf8').trim().split('\n')) {
  const printed = JSON.parse(line);
  const count = [printed.WithoutMfa].flat().length;
  const [dimensions] = printed._aws.CloudWatchMetrics[0].Dimensions;
  console.log(`${name}: ${count} ${count === 1 ? 'value' : 'values'} by ${dimensions.sort().join(', ')}`);
}
END
{
  node count.js addDimension | node read.js 'TypeScript, addDimension'
  node count.js setDefaultDimensions | node read.js 'TypeScript, setDefaultDimensions'
  venv/bin/python count.py | node read.js 'Python, add_dimension'
} | tee seen.txt
diff - seen.txt <<'END'
TypeScript, addDimension: 100 values by account, service
TypeScript, addDimension: 1 value by service
TypeScript, setDefaultDimensions: 100 values by account, service
TypeScript, setDefaultDimensions: 1 value by account, service
Python, add_dimension: 100 values by account, service
Python, add_dimension: 1 value by account, service
END

#!/usr/bin/env bash
# org.apache.hive.hcatalog:hive-hcatalog-core 3.1.3 (Maven): where a text column meets an object, it reads "{", and loses the fields after it.
#
# By its manual, Athena reads records of CloudTrail with `org.apache.hive.hcatalog.data.JsonSerDe`. Fields whose form differs by service, such as
# responseElements, are text columns there. One would guess that Hive, from which the class comes, gives the JSON as text. Release 3.1.3 is the
# newest of Hive 3. It gives a brace, and null for each later field of the record. No error tells. In a record of a sign-in, the field that says
# whether MFA was used comes after responseElements. So a query in Hive finds no sign-in without MFA, and none with it.
#
# Release 4.0.1 gives the JSON as text, and keeps the fields after it. So tables of CloudTrail need Hive 4, or a struct for each object. The
# struct keeps the later fields in 3.1.3 too. Seen is the class of Hive. Athena itself was not tried.
#
# Seen on 2026-12-01 with Java 17.0.15:
#   3.1.3, text: {"eventname":"ConsoleLogin","responseelements":"{","additionaleventdata":null,"eventtype":null}
#   3.1.3, struct: {"eventname":"ConsoleLogin","responseelements":{"consolelogin":"Success"},"additionaleventdata":{"mfaused":"No"},"eventtype":"AwsConsoleSignIn"}
#   4.0.1, text: {"eventname":"ConsoleLogin","responseelements":"{\"ConsoleLogin\":\"Success\"}","additionaleventdata":"{\"MFAUsed\":\"No\"}","eventtype":"AwsConsoleSignIn"}
#   4.0.1, struct: {"eventname":"ConsoleLogin","responseelements":{"consolelogin":"Success"},"additionaleventdata":{"mfaused":"No"},"eventtype":"AwsConsoleSignIn"}
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > Read.java <<'JAVA'
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.serde2.AbstractSerDe;
import org.apache.hadoop.hive.serde2.SerDeUtils;
import org.apache.hadoop.io.Text;
import org.apache.hive.hcatalog.data.JsonSerDe;

public class Read {
  static final String RECORD = """
      {"eventName":"ConsoleLogin","responseElements":{"ConsoleLogin":"Success"},\
      "additionalEventData":{"MFAUsed":"No"},"eventType":"AwsConsoleSignIn"}""";

  static void show(String name, String response, String additional) throws Exception {
    Properties table = new Properties();
    table.put("columns", "eventname,responseelements,additionaleventdata,eventtype");
    table.put("columns.types", String.join(":", "string", response, additional, "string"));
    table.put("columns.comments", "");
    AbstractSerDe serde = new JsonSerDe();
    serde.initialize(new Configuration(false), table, new Properties());
    Object row = serde.deserialize(new Text(RECORD));
    System.out.println(name + ": " + SerDeUtils.getJSONString(row, serde.getObjectInspector()));
  }

  public static void main(String[] arguments) throws Exception {
    show(arguments[0] + ", text", "string", "string");
    show(arguments[0] + ", struct", "struct<consolelogin:string>", "struct<mfaused:string>");
  }
}
JAVA

# An entry of the pom. What it needs is listed by hand, because Hive asks for hundreds of packages that the class does not use.
needs() {
  echo "<dependency><groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version>" \
    '<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>'
}

# The lines of one release: its version, and the version of Hive's storage API.
read_with() {
  mkdir "$1"
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>read</groupId><artifactId>read</artifactId><version>1</version><dependencies>'
    needs org.apache.hive.hcatalog hive-hcatalog-core "$1"
    needs org.apache.hive hive-serde "$1"
    needs org.apache.hive hive-common "$1"
    needs org.apache.hive hive-storage-api "$2"
    needs org.apache.hadoop hadoop-client-api 3.3.6
    needs org.apache.hadoop hadoop-client-runtime 3.3.6
    needs org.codehaus.jackson jackson-core-asl 1.9.13
    needs org.codehaus.jackson jackson-mapper-asl 1.9.13
    needs com.fasterxml.jackson.core jackson-core 2.16.1
    needs com.fasterxml.jackson.core jackson-annotations 2.16.1
    needs com.fasterxml.jackson.core jackson-databind 2.16.1
    needs com.google.guava guava 22.0
    needs commons-lang commons-lang 2.6
    needs org.apache.commons commons-lang3 3.9
    needs commons-logging commons-logging 1.1.3
    needs joda-time joda-time 2.9.9
    needs org.slf4j slf4j-api 1.7.36
    needs org.slf4j slf4j-nop 1.7.36
    echo '</dependencies></project>'
  } > "$1/pom.xml"
  (cd "$1" && mvn --quiet --batch-mode -Dmaven.repo.local="$folder/maven" org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DoutputDirectory=lib) > "$1.log" 2>&1
  javac -cp "$1/lib/*" -d "$1" Read.java
  java --add-opens java.base/java.net=ALL-UNNAMED -cp "$1/lib/*:$1" Read "$1"
}

{ read_with 3.1.3 2.7.0; read_with 4.0.1 4.0.1; } | tee seen.txt
diff - seen.txt <<'SEEN'
3.1.3, text: {"eventname":"ConsoleLogin","responseelements":"{","additionaleventdata":null,"eventtype":null}
3.1.3, struct: {"eventname":"ConsoleLogin","responseelements":{"consolelogin":"Success"},"additionaleventdata":{"mfaused":"No"},"eventtype":"AwsConsoleSignIn"}
4.0.1, text: {"eventname":"ConsoleLogin","responseelements":"{\"ConsoleLogin\":\"Success\"}","additionaleventdata":"{\"MFAUsed\":\"No\"}","eventtype":"AwsConsoleSignIn"}
4.0.1, struct: {"eventname":"ConsoleLogin","responseelements":{"consolelogin":"Success"},"additionaleventdata":{"mfaused":"No"},"eventtype":"AwsConsoleSignIn"}
SEEN

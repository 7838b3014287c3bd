import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.Session;
import io.trino.spi.type.TimeZoneKey;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.TestingSession;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs queries in Trino, without a server. They come by stdin as a list of texts, and the rows of each go to stdout, as texts by the names of their columns. */
public class Queries {
    public static void main(String[] arguments) throws Exception {
        // Trino writes its log to stdout.
        PrintStream out = System.out;
        System.setOut(System.err);
        ObjectMapper mapper = new ObjectMapper();
        Session session = TestingSession.testSessionBuilder().setTimeZoneKey(TimeZoneKey.UTC_KEY).build();
        List<List<Map<String, String>>> answers = new ArrayList<>();
        try (LocalQueryRunner runner = LocalQueryRunner.create(session)) {
            for (JsonNode query : mapper.readTree(System.in)) {
                answers.add(rows(runner.execute(query.asText())));
            }
        }
        out.print(mapper.writeValueAsString(answers));
        out.flush();
        // Its threads would keep the process.
        System.exit(0);
    }

    private static List<Map<String, String>> rows(MaterializedResult result) {
        List<String> columns = result.getColumnNames();
        List<Map<String, String>> rows = new ArrayList<>();
        for (MaterializedRow row : result.getMaterializedRows()) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (int column = 0; column < columns.size(); column++) {
                Object value = row.getField(column);
                texts.put(columns.get(column), value == null ? "" : value.toString());
            }
            rows.add(texts);
        }
        return rows;
    }
}

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import software.amazon.event.ruler.Machine;

/**
 * Judges events by patterns of EventBridge, with the engine that AWS publishes. Questions come by stdin, answers go to stdout.
 *
 * Not by RuleCompiler.check, which refuses every $or.
 */
public class Judge {
    public static void main(String[] arguments) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        List<Boolean> answers = new ArrayList<>();
        for (JsonNode question : mapper.readTree(System.in)) {
            Machine machine = new Machine();
            machine.addRule("rule", question.get("eventPattern").toString());
            answers.add(!machine.rulesForJSONEvent(question.get("event").toString()).isEmpty());
        }
        mapper.writeValue(System.out, answers);
    }
}

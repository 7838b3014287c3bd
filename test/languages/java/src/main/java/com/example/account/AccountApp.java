package com.example.account;

import io.github.cdkiammfa.MfaCoverageCheck;
import io.github.cdkiammfa.MfaCoverageSeverity;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

import java.util.List;

public final class AccountApp {
    public static void main(final String[] args) {
        final App app = new App();
        final StackProps props = StackProps.builder()
                .env(Environment.builder().account("111111111111").region("us-east-1").build())
                .build();

        final IdentityStack identity = new IdentityStack(app, "Identity", props);
        final MonitoringStack monitoring = new MonitoringStack(app, "Monitoring", props, List.of(identity.getDevelopers()));

        // A user with a password and no enforcement is not deployed.
        Aspects.of(identity).add(MfaCoverageCheck.Builder.create().severity(MfaCoverageSeverity.ERROR).build());
        Aspects.of(monitoring).add(MfaCoverageCheck.Builder.create().severity(MfaCoverageSeverity.WARNING).build());

        app.synth();
    }
}

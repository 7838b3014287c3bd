package com.example.account;

import io.github.cdkiammfa.ConsoleMfaEnforcedGroup;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

import java.util.List;

/** What the library refuses: an action that would let a session without MFA make an administrator. */
public final class Refused {
    public static void main(final String[] args) {
        final Stack stack = new Stack(new App(), "Refused");
        ConsoleMfaEnforcedGroup.Builder.create(stack, "Developers").allowActions(List.of("iam:CreateUser")).build();
    }
}

/// `hikyaku plan`, and how a plan looks: [PlanVerb].
@NullMarked
package dev.hikyaku.cli.planning;

import org.jspecify.annotations.NullMarked;

package dev.hikyaku.dashboard.rest;

import dev.hikyaku.dashboard.operation.Operations;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.view.Page;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.json.JsonMapper;

/// What went wrong, as a problem (RFC 9457).
@Order(1)
@RestControllerAdvice(basePackageClasses = Refusals.class)
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final MediaType PROBLEM = MediaType.APPLICATION_PROBLEM_JSON;

    @ExceptionHandler
    ResponseEntity<byte[]> unreadable(Page.Unreadable wrong) {
        return problem(HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> mismatch(BindException wrong) {
        var fields = wrong.getFieldErrors().stream()
                .map(error -> error.getField() + " '" + error.getRejectedValue() + "': wanted a number")
                .toList();
        return problem(HttpStatus.BAD_REQUEST, String.join("; ", fields));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> missing(MissingServletRequestParameterException wrong) {
        return problem(HttpStatus.BAD_REQUEST, "wanted the parameter " + wrong.getParameterName());
    }

    @ExceptionHandler
    ResponseEntity<byte[]> notPossible(Operations.NotPossible wrong) {
        return problem(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(wrong.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> notFound(Desk.NotFound nothing) {
        return problem(HttpStatus.NOT_FOUND, String.valueOf(nothing.getMessage()));
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<byte[]> away(RuntimeException away) {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE, "HK2002  the ledger does not answer: " + Ledger.rootMessage(away));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> fault(Exception fault) {
        var number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("answer failed, number {}", number, fault);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, "a fault of Hikyaku; the log tells more of number " + number);
    }

    private static ResponseEntity<byte[]> problem(HttpStatus status, String detail) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        return ResponseEntity.status(status)
                .contentType(PROBLEM)
                .body(JsonMapper.shared().writeValueAsBytes(problem));
    }
}

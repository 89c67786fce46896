package dev.hikyaku.dashboard.page;

import dev.hikyaku.ledger.view.Page;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/// What pages say when there is nothing to show. Details of a fault go to the log, under a number that the page tells.
@ControllerAdvice
final class Mishaps {
    private static final Logger LOG = LoggerFactory.getLogger(Mishaps.class);

    @ExceptionHandler
    ModelAndView notThere(NotThere missing) {
        var page = page("notThere", HttpStatus.NOT_FOUND);
        page.addObject("kind", missing.kind());
        page.addObject("name", String.valueOf(missing.getMessage()));
        page.setViewName("not-there");
        return page;
    }

    @ExceptionHandler
    ModelAndView unreadable(Page.Unreadable wrong) {
        LOG.debug("a page was asked for by what it did not give: {}", wrong.getMessage());
        return page("request", HttpStatus.BAD_REQUEST);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ModelAndView ledgerAway(Exception away) {
        LOG.warn("the ledger does not answer the dashboard: {}", away.getMessage());
        return page("ledger", HttpStatus.SERVICE_UNAVAILABLE);
    }

    @ExceptionHandler
    ModelAndView fault(Exception fault) {
        if (fault instanceof ErrorResponse told && told.getStatusCode().is4xxClientError()) {
            var isMissing = told.getStatusCode().value() == HttpStatus.NOT_FOUND.value();
            return page(isMissing ? "missing" : "request", isMissing ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST);
        }
        var number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("page failed, number {}", number, fault);
        var page = page("fault", HttpStatus.INTERNAL_SERVER_ERROR);
        page.addObject("number", number);
        return page;
    }

    private static ModelAndView page(String what, HttpStatus status) {
        var page = new ModelAndView("trouble", status);
        page.addObject("what", what);
        page.addObject("number", "");
        return page;
    }
}

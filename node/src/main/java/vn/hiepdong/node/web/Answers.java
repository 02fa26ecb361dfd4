package vn.hiepdong.node.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Carries out what a handler answered. A page is rendered completely before its first byte goes out, so that a
/// template that fails leaves room for an error page.
@Component
final class Answers implements HandlerMethodReturnValueHandler {
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Answers.class.getClassLoader(), "vn.hiepdong.node");
    private final Frames frames;

    Answers(Frames frames) {
        this.frames = frames;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Answer.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object answer, MethodParameter returnType, ModelAndViewContainer model, NativeWebRequest web)
            throws IOException {
        model.setRequestHandled(true);
        var request = web.getNativeRequest(HttpServletRequest.class);
        var response = web.getNativeResponse(HttpServletResponse.class);
        if (request == null || response == null || answer == null) {
            throw new IllegalStateException("a page is an answer to a request");
        }
        switch ((Answer) answer) {
            case Page page -> show(page, request, response);
            case Part part -> show(new Page(part.template(), part.model()), request, response);
            case Redirect redirect -> follow(redirect, request, response);
        }
    }

    void show(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var out = new Utf8ByteOutput();
        templates.render(page.template(), Map.of("frame", frames.of(request, response), "model", page.model()), out);
        response.setStatus(page.status());
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(out.getContentLength());
        out.writeTo(response.getOutputStream());
    }

    private void follow(Redirect redirect, HttpServletRequest request, HttpServletResponse response) {
        frames.keepMessage(request, response, redirect);
        response.setHeader("Cache-Control", "no-store");
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", redirect.path());
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.setHeader("Location", redirect.path());
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        }
    }
}

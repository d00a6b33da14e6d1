// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.dav;

import com.github.sardine.model.Getetag;
import com.github.sardine.model.Prop;
import com.github.sardine.model.Propstat;
import com.github.sardine.model.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.navette.engine.port.Failure;
import org.navette.engine.port.StoreException;
import org.navette.engine.tree.RemoteState;

/**
 * Reads a multistatus (RFC 4918 §13) as a stream, one response at a time, with Sardine's model. Document types and
 * entities are refused, not just ignored: no WebDAV server has use for them.
 */
final class Multistatus {
    static final String DAV = "DAV:";
    private static final Pattern SUCCESS = Pattern.compile("\\S+ 2\\d\\d.*");
    private static final Pattern FORBIDDEN = Pattern.compile("\\S+ 40[13].*");
    private static final XMLInputFactory FACTORY = factory();

    /**
     * One resource.
     *
     * @param prop what was found; absent if the server names it but refuses to describe it
     * @param forbidden whether that is for want of rights, as far as the server says
     */
    record Entry(String href, Optional<Prop> prop, boolean forbidden) {
        /** Absent also if it is not said whether it is a file or a collection: that is not to be guessed. */
        Optional<RemoteState> state() {
            return prop.filter(found -> found.getResourcetype() != null).map(Properties::state);
        }

        /** How much of it may be kept, in characters. */
        long words() {
            long etag = prop.map(Prop::getGetetag).map(Getetag::getContent).stream()
                    .flatMap(List::stream)
                    .mapToLong(String::length)
                    .sum();
            long others = prop.map(Prop::getAny).stream()
                    .flatMap(List::stream)
                    .mapToLong(other -> other.getTextContent().length())
                    .sum();
            return href.length() + etag + others;
        }
    }

    private Multistatus() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** @throws StoreException {@link Failure.BadAnswer} unless the document is a whole, well-formed multistatus */
    static void read(InputStream xml, Consumer<Entry> entries) throws StoreException {
        try {
            BoundedInput bounded = new BoundedInput(xml);
            XMLStreamReader reader = FACTORY.createXMLStreamReader(bounded);
            try {
                readDocument(reader, entry -> {
                    bounded.entryEnded();
                    entries.accept(entry);
                });
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // The parser reports some broken documents by unchecked exceptions of its own.
            if (causeIn(e) instanceof StoreException known) {
                throw known;
            }
            throw new StoreException(new Failure.BadAnswer("the listing is not well-formed"), e);
        }
    }

    private static @Nullable Throwable causeIn(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof StoreException) {
                return t;
            }
        }
        return null;
    }

    private static void readDocument(XMLStreamReader reader, Consumer<Entry> entries)
            throws XMLStreamException, StoreException {
        ResponseReader responses = new ResponseReader(reader);
        boolean started = false;
        int event = reader.getEventType();
        while (event != XMLStreamConstants.END_DOCUMENT) {
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new StoreException(new Failure.BadAnswer("the listing has a document type"));
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (!DAV.equals(reader.getNamespaceURI())) {
                    throw new StoreException(new Failure.BadAnswer("the answer is not a multistatus"));
                }
                if (!started) {
                    if (!reader.getLocalName().equals("multistatus")) {
                        throw new StoreException(new Failure.BadAnswer("the answer is not a multistatus"));
                    }
                    started = true;
                } else if (reader.getLocalName().equals("response")) {
                    Response response = responses.read();
                    for (String href : response.getHref()) {
                        entries.accept(new Entry(href, found(response), isForbidden(response)));
                    }
                }
            }
            event = reader.next();
        }
    }

    /** All that was found, which a server may tell in several parts; nothing of an entry that is not to be had itself. */
    private static Optional<Prop> found(Response response) {
        if (!isSuccess(response.getStatus())) {
            return Optional.empty();
        }
        Optional<Prop> found = Optional.empty();
        for (Propstat propstat : response.getPropstat()) {
            if (propstat.getProp() != null && isSuccess(propstat.getStatus())) {
                found = Optional.of(
                        found.isPresent() ? Properties.merged(found.get(), propstat.getProp()) : propstat.getProp());
            }
        }
        return found;
    }

    private static boolean isForbidden(Response response) {
        return Stream.concat(
                        Stream.ofNullable(response.getStatus()),
                        response.getPropstat().stream().map(Propstat::getStatus).filter(Objects::nonNull))
                .anyMatch(status -> FORBIDDEN.matcher(status).matches());
    }

    /** A status line, {@code HTTP/1.1 200 OK}; a missing one is taken for success, as others do. */
    private static boolean isSuccess(@Nullable String status) {
        return status == null || SUCCESS.matcher(status).matches();
    }
}

package io.lotty.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection with at most one request on its way. Of an answer it reads the status and the length and
 * counts the rest, so that the client is no part of what is measured.
 */
final class Wire extends ChannelInboundHandlerAdapter {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = 9;
    static final int LOST = 0;

    private final ObjIntConsumer<Wire> answered;
    private final ByteBuf head = Unpooled.buffer(4_096);
    private @Nullable Channel channel;
    private boolean isInBody;
    private int status;
    private int missing;
    private long intendedNanos;

    /** @param answered is told the status of each answer; {@value #LOST} when the connection broke */
    Wire(ObjIntConsumer<Wire> answered) {
        this.answered = answered;
    }

    void send(byte[] request, long intended) {
        intendedNanos = intended;
        var open = channel;
        if (open != null) {
            open.writeAndFlush(Unpooled.wrappedBuffer(request), open.voidPromise());
        }
    }

    /** When the request under way was meant to be sent. */
    long intendedNanos() {
        return intendedNanos;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answered.accept(this, LOST);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            if (isInBody) {
                missing -= bytes.readableBytes();
            } else {
                head.writeBytes(bytes);
                readHead();
            }
        } finally {
            bytes.release();
        }
        if (isInBody && missing <= 0) {
            isInBody = false;
            answered.accept(this, status);
        }
    }

    private void readHead() {
        int end = endOfHead();
        if (end < 0) {
            return;
        }
        status = (head.getByte(STATUS_AT) - '0') * 100
                + (head.getByte(STATUS_AT + 1) - '0') * 10
                + head.getByte(STATUS_AT + 2)
                - '0';
        missing = length(end) - (head.writerIndex() - end);
        isInBody = true;
        head.clear();
    }

    private int endOfHead() {
        for (int i = STATUS_AT; i + 3 < head.writerIndex(); i++) {
            if (head.getByte(i) == '\r' && head.getByte(i + 2) == '\r') {
                return i + 4;
            }
        }
        return -1;
    }

    private int length(int end) {
        for (int at = STATUS_AT; at < end - LENGTH.length; at++) {
            if (head.getByte(at) == '\n' && isLengthAt(at + 1)) {
                return number(at + 1 + LENGTH.length);
            }
        }
        throw new IllegalStateException("an answer without a length");
    }

    private boolean isLengthAt(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((head.getByte(at + i) | 0x20) != (LENGTH[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private int number(int start) {
        int number = 0;
        for (int at = start; head.getByte(at) != '\r'; at++) {
            if (head.getByte(at) != ' ') {
                number = number * 10 + head.getByte(at) - '0';
            }
        }
        return number;
    }
}

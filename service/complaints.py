"""Every failure over HTTP: ERROR in JSON for programs, a page for people, the same sentence in both."""

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from index.errors import TracuuError
from service import wire
from service.pages import Pages

_BY_STATUS: dict[int, tuple[str, str]] = {
    400: ("bad_request", "Không đọc được nội dung gửi lên. Hãy gửi JSON mã UTF-8 đúng dạng; xem mẫu tại /docs."),
    401: ("unauthorized", "Việc này cần khóa của người quản thư viện: gửi kèm Authorization: Bearer <khóa>."),
    403: ("forbidden", "Khóa này không được phép làm việc ấy. Hãy hỏi người quản thư viện."),
    404: ("not_found", "Không có trang này. Hãy về trang đầu để hỏi, hoặc xem danh sách văn bản."),
    405: ("method_not_allowed", "Địa chỉ này không nhận cách gọi ấy. Xem cách gọi đúng tại /docs."),
    409: ("conflict", "Thư viện đang được ghi bởi một lệnh khác. Hãy đợi lệnh ấy xong rồi gửi lại."),
    413: ("too_large", "Nội dung gửi lên quá lớn. Hãy gửi ngắn hơn."),
    415: ("unsupported", "Không nhận kiểu nội dung này. Hãy gửi JSON (Content-Type: application/json)."),
    503: ("unavailable", "Thư viện tạm thời không dùng được. Hãy thử lại sau ít phút."),
}
_UNKNOWN = ("bad_request", "Yêu cầu không thực hiện được. Xem cách gọi đúng tại /docs.")
_UNEXPECTED = (
    "Máy chủ gặp lỗi khi xử lý yêu cầu này; lỗi đã được ghi lại. Hãy thử lại, nếu vẫn lỗi thì báo người quản trị."
)


class Complaints:
    """FastAPI's exception handlers. What was typed is never repeated in a failure, nor logged."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    async def ours(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, TracuuError)
        return self._response(request.url.path, error.status, error.code, error.message)

    async def of_http(self, request: Request, error: Exception) -> Response:
        """The framework's own: no such address, wrong method, a body that is too large or cannot be read."""
        assert isinstance(error, HTTPException)
        code, message = _BY_STATUS.get(error.status_code, _UNKNOWN)
        response = self._response(request.url.path, error.status_code, code, message)
        response.headers.update(error.headers or {})
        return response

    async def of_input(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return self._response(request.url.path, 422, "invalid", wire.complaint(error.errors()))

    def unexpected(self, path: str) -> Response:
        return self._response(path, 500, "internal", _UNEXPECTED)

    def _response(self, path: str, status: int, code: str, message: str) -> Response:
        if path.startswith("/api") or path == "/health":
            return Response(wire.line(wire.error(code, message)), status, media_type="application/json")
        return self._pages.error(status, message)

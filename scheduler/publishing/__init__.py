"""Publishing: releases of a programme, and feeds, pages, exports and notices of them."""

"""What participants see: releases of a programme, and all that is made of them."""
